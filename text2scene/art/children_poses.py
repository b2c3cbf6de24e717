"""The skeletons of the two children in their seven poses.

Joints are in the coordinates of each pose's picture, whose size is in ``SIZES``.
"""

from __future__ import annotations

from text2scene.art.children_bodies import Arm, Leg, Pose

SIZES: dict[str, dict[str, tuple[float, float]]] = {
    "mike": {
        "reach": (108, 202),
        "arms_up": (116, 220),
        "kick": (146, 206),
        "run": (102, 202),
        "sit_cross_legged": (156, 150),
        "sit": (180, 142),
        "wave": (120, 200),
    },
    "jenny": {
        "reach": (120, 194),
        "arms_up": (116, 200),
        "kick": (142, 196),
        "run": (116, 192),
        "sit_cross_legged": (138, 144),
        "sit": (168, 146),
        "wave": (138, 194),
    },
}

SEATED = ("far_arm", "torso", "far_leg", "near_leg", "near_arm")

MIKE = {
    "reach": Pose(
        eyes=(39, 36), tilt=3, neck=(37, 69),
        near_shoulder=(21, 77), far_shoulder=(53, 76), near_hip=(18, 121), far_hip=(51, 121),
        near_arm=Arm((25, 81), (47, 109), (89.1, 96.2), turn=4.9), star=0.76,
        far_arm=Arm((50, 80), (72, 77), (94.1, 70.2), turn=-12.9),
        near_leg=Leg((26, 126), (24, 158), (22, 188)),
        far_leg=Leg((43, 126), (47, 158), (50, 188)),
    ),
    "arms_up": Pose(
        eyes=(51, 49), tilt=-3, neck=(51, 82),
        near_shoulder=(35, 91), far_shoulder=(68, 91), near_hip=(36, 139), far_hip=(69, 139),
        near_arm=Arm((39, 93), (7, 82), (8, 19), "open", 4, -1),
        far_arm=Arm((64, 93), (97, 80), (106, 19), "open", -2, 1),
        near_leg=Leg((44, 144), (38, 176), (33, 206)),
        far_leg=Leg((61, 144), (68, 176), (74, 206)),
    ),
    "kick": Pose(
        eyes=(57, 36), tilt=-4, neck=(57, 69),
        near_shoulder=(41, 79), far_shoulder=(73, 74), near_hip=(52, 123), far_hip=(83, 116),
        near_arm=Arm((44, 83), (25, 102), (16, 84), "open", -12, 1),
        far_arm=Arm((70, 79), (94, 92), (109, 74), "open", -10, 1),
        near_leg=Leg((63, 124), (97, 135), (122, 144), -44),
        far_leg=Leg((63, 127), (63, 160), (56, 192)),
    ),
    "run": Pose(
        eyes=(45, 36), tilt=4, neck=(42, 69),
        near_shoulder=(25, 75), far_shoulder=(57, 79), near_hip=(14, 118), far_hip=(46, 123),
        near_arm=Arm((28, 80), (4, 101), (20, 118), "fist", 0, -1),
        far_arm=Arm((54, 83), (74, 106), (90, 84), "fist", 0, -1),
        near_leg=Leg((23, 124), (74, 142), (71, 184), -14),
        far_leg=Leg((30, 125), (42, 162), (16, 172), 60),
    ),
    "sit_cross_legged": Pose(
        eyes=(79, 36), tilt=2, neck=(78, 69),
        near_shoulder=(61, 77), far_shoulder=(95, 77), near_hip=(61, 115), far_hip=(95, 115),
        near_arm=Arm((64, 82), (38, 96), (19, 82), "open", -6, -1),
        far_arm=Arm((92, 82), (120, 94), (137, 80), "open", 6, 1),
        near_leg=Leg((72, 118), (36, 124), (92, 135), 4, mirror=False, folded=True),
        far_leg=Leg((86, 118), (122, 124), (66, 135), -4, mirror=True, folded=True),
        order=SEATED,
    ),
    "sit": Pose(
        eyes=(75, 36), tilt=-3, neck=(72, 69),
        near_shoulder=(54, 78), far_shoulder=(87, 76), near_hip=(60, 122), far_hip=(92, 119),
        near_arm=Arm((58, 82), (30, 102), (14, 128), "flat", 20, -1),
        far_arm=Arm((84, 81), (105, 100), (121, 110.35), "mitt", -29, 1),
        near_leg=Leg((70, 127), (116, 124), (163, 129), -80),
        far_leg=Leg((80, 122), (122, 111), (158, 121), -74),
        order=("far_leg", "far_arm", "torso", "near_leg", "near_arm"),
    ),
    "wave": Pose(
        eyes=(44, 36), tilt=3, neck=(43, 69),
        near_shoulder=(27, 78), far_shoulder=(60, 75), near_hip=(26, 121), far_hip=(59, 121),
        near_arm=Arm((30, 82), (1, 106), (27, 121), "fist", 0, -1),
        far_arm=Arm((57, 80), (96, 88), (107, 48), "open", 14, 1),
        near_leg=Leg((34, 126), (33, 157), (31, 186)),
        far_leg=Leg((51, 126), (59, 157), (66, 186)),
    ),
}  # fmt: skip

JENNY = {
    "reach": Pose(
        eyes=(51, 33), tilt=2, neck=(50, 64),
        near_shoulder=(37, 73), far_shoulder=(63, 73), near_hip=(36, 116), far_hip=(62, 116),
        near_arm=Arm((40, 76), (62, 103), (101, 92.1), turn=2.6),
        far_arm=Arm((60, 76), (84, 79), (106.1, 72.2), turn=-4.9),
        near_leg=Leg((42, 136), (41, 158), (38, 180)),
        far_leg=Leg((58, 136), (61, 158), (64, 180)),
        skirt=(((38, 102), (30, 122), (17, 144)), ((17, 144), (34, 149), (56, 148), (82, 144)),
               ((82, 144), (70, 122), (61, 102))),
        pigtails=(102, 66), tail_length=31,
    ),
    "arms_up": Pose(
        eyes=(55, 33), tilt=-2, neck=(55, 64),
        near_shoulder=(42, 73), far_shoulder=(69, 73), near_hip=(42, 118), far_hip=(70, 118),
        near_arm=Arm((45, 76), (10, 74), (9, 19), "open", 4, -1),
        far_arm=Arm((66, 76), (101, 74), (106, 19), "open", -2, 1),
        near_leg=Leg((48, 140), (46, 162), (42, 186)),
        far_leg=Leg((64, 140), (68, 162), (72, 186)),
        skirt=(((43, 103), (36, 124), (22, 148)), ((22, 148), (40, 153), (64, 153), (90, 147)),
               ((90, 147), (77, 124), (68, 103))),
        pigtails=(98, 80),
    ),
    "kick": Pose(
        eyes=(51, 33), tilt=-4, neck=(50, 64),
        near_shoulder=(37, 75), far_shoulder=(63, 71), near_hip=(50, 118), far_hip=(76, 113),
        near_arm=Arm((40, 78), (22, 104), (17, 90), "open", -14, 1),
        far_arm=Arm((61, 75), (86, 90), (104, 72), "open", -10, 1),
        near_leg=Leg((70, 126), (96, 134), (119, 142), -44),
        far_leg=Leg((62, 134), (62, 160), (54, 182)),
        skirt=(((44, 103), (40, 122), (30, 142)), ((30, 142), (52, 149), (78, 144), (98, 116)),
               ((98, 116), (82, 106), (68, 98))),
        pigtails=(106, 58), tail_length=30,
    ),
    "run": Pose(
        eyes=(59, 32.6), tilt=2.5, neck=(56, 64),
        near_shoulder=(42, 71), far_shoulder=(68, 74), near_hip=(32, 111), far_hip=(58, 116),
        near_arm=Arm((45, 75), (18, 94), (30, 114), "fist", 0, -1),
        far_arm=Arm((65, 77), (90, 98), (105, 76), "fist", 0, -1),
        near_leg=Leg((52, 128), (87, 140), (82, 176), -14),
        far_leg=Leg((46, 128), (54, 156), (22, 168), 60),
        skirt=(((37, 99), (26, 113), (8, 128)), ((8, 128), (30, 142), (56, 146), (82, 134)),
               ((82, 134), (70, 118), (61, 103))),
        pigtails=(126, 112), tail_length=27,
    ),
    "sit_cross_legged": Pose(
        eyes=(71, 33), tilt=2, neck=(70, 64),
        near_shoulder=(57, 73), far_shoulder=(84, 73), near_hip=(56, 112), far_hip=(85, 112),
        near_arm=Arm((60, 76), (36, 92), (18, 78), "open", -6, -1),
        far_arm=Arm((81, 76), (106, 92), (120, 76), "open", 6, 1),
        near_leg=Leg((64, 116), (29, 109), (86, 129), 8, folded=True),
        far_leg=Leg((78, 116), (113, 109), (56, 129), -8, mirror=True, folded=True),
        skirt=(((58, 99), (42, 103), (26, 110), (25, 120)), ((25, 120), (54, 127), (86, 127), (116, 120)),
               ((116, 120), (115, 110), (99, 103), (83, 99))),
        order=SEATED,
    ),
    "sit": Pose(
        eyes=(68, 33), tilt=-3, neck=(65, 64),
        near_shoulder=(51, 74), far_shoulder=(78, 72), near_hip=(58, 118), far_hip=(84, 114),
        near_arm=Arm((54, 77), (29, 100), (14, 131), "flat", 20, -1),
        far_arm=Arm((76, 76), (97, 94), (107.7, 109.34), "mitt", -35, 1),
        near_leg=Leg((80, 134), (112, 131), (152, 135), -82),
        far_leg=Leg((80, 126), (112, 118), (146, 122), -74),
        skirt=(((56, 103), (48, 120), (46, 134), (52, 143)),
               ((52, 143), (76, 145), (104, 144), (122, 141), (125, 128), (121, 114)),
               ((121, 114), (97, 111), (80, 100))),
        order=("far_leg", "near_leg", "torso", "far_arm", "near_arm"),
    ),
    "wave": Pose(
        eyes=(71, 33), tilt=3, neck=(69, 64),
        near_shoulder=(55, 74), far_shoulder=(82, 72), near_hip=(52, 116), far_hip=(78, 116),
        near_arm=Arm((58, 77), (16, 98), (50, 110), "fist", 0, -1),
        far_arm=Arm((79, 75), (116, 84), (125, 46), "open", 14, 1),
        near_leg=Leg((58, 136), (58, 158), (56, 180)),
        far_leg=Leg((72, 136), (77, 158), (83, 180)),
        skirt=(((55, 102), (46, 122), (30, 142)), ((30, 142), (50, 149), (72, 149), (100, 144)),
               ((100, 144), (88, 122), (79, 102))),
        pigtails=(152, 70),
    ),
}  # fmt: skip

POSES: dict[str, dict[str, Pose]] = {"mike": MIKE, "jenny": JENNY}
