"""Who could stand beside whom: the best set of pairs, its proof, and its reasons, in integers.

Read in this order: `problem` (people, tutors, policy), `limits` and `scores` (what makes a pair possible, and good),
`candidates` (all possible pairs), `levels` (the policy as one integer cost), `engine` and `changes` (the optimum, and
after each change), `certificate` (the proof), `board` (all of it together, in the words of the room), `reasons`.

May import: numpy and this package. Must not know: Django, models, a person's name. What it says are codes; the room
has the words."""
