// Package corpus says what an article is and what makes it fit to be kept.
//
// The rooms below it bring articles in and keep them:
//
//	charset    bytes of unknown encoding to UTF-8
//	date       the dates that Chinese pages print
//	page       saved pages, as text or HTML, to articles
//	source     files, folders and archives to articles, one at a time
//	intake     what source finds, cleaned and put into the archive
//	gazetteer  zone > city > province, and every name of each
//	archive    the durable store: the truth that the index derives from
//	boltfile   what bbolt wrote, walked before bbolt trusts it
//	durable    small files and names that outlast a power cut
//	project    investment projects found in an article, with their evidence
//	sample     the built-in articles, and the generator
//
// Nothing here knows of Bleve, gse or Gin.
package corpus
