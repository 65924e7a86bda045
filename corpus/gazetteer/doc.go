// Package gazetteer knows the places that zone news is about: provinces,
// cities, counties and development zones, and the names that each goes by.
//
// The data are embedded: data/places.tsv and data/zones.tsv say in their first
// lines where they come from. They are read once, by Load.
//
// # City and county
//
// City is the prefecture-level place: 泰州, and the same for a municipality
// (北京), an autonomous prefecture (博尔塔拉), a league (锡林郭勒) or a county
// that its province administers itself (仙桃). A name stands without 市, 省,
// 自治区 and the like, as articles carry it.
//
// # The names of a zone
//
// A zone has one full name; everything else that means it is an alias. Few
// aliases are listed. Most follow from three rules, applied to the name asked
// for instead of being spelled out beforehand:
//
//   - the place before the name may be there or not, and long or short:
//     江苏省泰州市高港…, 泰州高港…, 高港…
//   - its kind may be written out or abbreviated: 经济技术开发区 and 经开区,
//     高新技术产业开发区 and 高新区 (see Synonyms)
//   - width, case, script, spaces and brackets do not matter.
//
// A name that several zones share means all of them; Resolve picks one only
// where the city or the province decides it. Zones that the gazetteer does not
// know are ordinary: KindOf and PlaceIn say about them what their name says.
package gazetteer
