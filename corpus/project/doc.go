// Package project reads investment projects out of the articles of development
// zones: what is built, by whom, for how much, how far it has come, and the
// sentence that says so. Rules and word lists, no model: every record names the
// rule that made it, and the same article always gives the same records.
//
// How an article is read, and where each step lives:
//
//   - text, lexicon: the text is folded rune for rune, and the words of the
//     vocabulary are found in one pass. Most articles hold no name's end beside
//     a stage or a sum, and are done with here.
//   - sentence, token: a sentence is cut into chunks (what may be a name) at
//     the words that no name holds: verbs, adverbs, dates, sums, places.
//   - name, phase: a chunk that ends in a head (项目, 生产线, 产业园) is a mention;
//     so are the items of a list that 三个项目 closes or that sums in brackets
//     follow.
//   - firm: in zone news a brand before a word for a stage needs no head, and a
//     firm may stand for its plant.
//   - attach, anaphor, entity: mentions of one project are one entity; 该项目, 前者
//     and 二期 mean one named before.
//   - amount, currency, role, attachmoney: a sum is read, its role is told from
//     the words around it (总投资, 年产值, 注册资本), and it goes to one project or to
//     nobody.
//   - stage, attachstage, foreword, when: the same for the words that tell a
//     stage; plans and rates (将开工, 开工率) don't count, and an opening (签约的项目里)
//     counts for all that follow.
//   - idiom, hint: where no word told the stage, a thing and what becomes of it
//     (合同 and 交换, 屋架 and 就位) do.
//   - company, industry: who invests, and in what.
//   - judge: which entities are projects. Where a zone reports, a stage or a
//     sum is enough; elsewhere it must stand right beside the name.
//   - lifeline: one key for the mentions of one project in all articles.
//   - corrections: what people have put right, applied last.
//
// What is a project and what its fields mean follows the label rules that
// docs/extraction.md retells; package score measures against labelled passages.
package project
