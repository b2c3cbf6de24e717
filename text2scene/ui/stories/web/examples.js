// Small stories to begin with.

export const EXAMPLES = [
  {
    title: "The sleepy dragon",
    text: `Ada is the girl. Puff is a dragon.

Ada is in the park. She sees a dragon next to the castle. It is Puff!

Puff is sad. He is so tired, but the duck next to him is too loud.

Ada wears a winter cap. "Take this," she says. She puts the winter cap on Puff. Now it is quiet.

That night the duck is gone. Puff sleeps under the moon, and Ada is happy.`,
  },
  {
    title: "A pizza for everybody",
    text: `Mike and Jenny sit at the table. There is a big pizza on the table.

A dog comes along. The dog is hungry. "May he have some?" asks Jenny.

Then a bear comes along. The bear is hungry, too. Mike is surprised.

"There is enough for everybody!" laughs Jenny. They all eat the pizza.`,
  },
];
