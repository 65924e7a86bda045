// Package project reads investment projects out of the articles of development
// zones: what is built, by whom, for how much, how far it has come, and the
// sentence that says so. Rules and word lists, no model: every record names the
// rule that made it, and the same article always gives the same records.
//
// How an article is read, and where each step lives:
//
//   - text, lexicon, pairs: the text is folded rune for rune, and the words of the
//     vocabulary are found in one pass. Most articles hold no name's end beside
//     a stage or a sum, and are done with here.
//   - sentence, worth: which sentences may matter; one with a name alone waits
//     for another that points back.
//   - token, tokenname, tokentime: a sentence is cut into chunks (what may be a
//     name) at the words that no name holds: verbs, adverbs, dates, sums, places.
//   - name, nameend, specific, place, phase: a chunk that ends in a head (项目,
//     生产线, 产业园) is a mention, unless it is only where something happens.
//   - list, announced: so are the items of a list that 三个项目 closes or opens, or
//     that sums follow.
//   - firm: in zone news a brand before a word for a stage needs no head, and a
//     firm may stand for its plant.
//   - attach, resolve, whole, anaphor, group, entity: mentions of one project are
//     one entity; 该项目, 前者, 三个项目 and 二期 mean one named before.
//   - amount, currency, role, roleof, attachmoney: a sum is read, its role is told
//     from the words around it (总投资, 年产值, 注册资本), and it goes to one project
//     or to nobody.
//   - stage, attachstage, stagecontext, planned, when, foreword: the same for the
//     words that tell a stage; plans, rates and nouns (将开工, 开工率, 施工队伍) don't
//     count, and what a sentence tells without a name counts for what follows.
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
