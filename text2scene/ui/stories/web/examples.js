// Small stories to begin with.

export const EXAMPLES = [
  {
    title: "The sleepy dragon",
    text: `Ada is the girl. Puff is a dragon.

Ada is in the park. She sees a dragon behind the oak tree. It is Puff!

Puff is sad. He is so tired, but the owl in the tree is too loud.

Ada gives her winter cap to Puff. Puff puts it on. Now it is quiet.

That night Puff sleeps next to the tent. Ada is happy.`,
  },
  {
    title: "A pizza for everybody",
    text: `Mike and Jenny sit at the table. There is a big pizza on the table.

A dog comes along. The dog is hungry. "May he have some?" asks Jenny.

Then a bear comes along. The bear is hungry, too. Mike is surprised.

"There is enough for everybody!" laughs Jenny. They all eat the pizza.`,
  },
];
