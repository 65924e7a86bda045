// Package date reads the dates that Chinese pages print, and the spans that
// people filter by.
//
// A day is a string, YYYY-MM-DD, in China's time: articles carry the day on
// which they were published there, and no hour. China has kept UTC+8, without
// summer time, in all the years that the web knows, so no time zone database
// is needed.
package date
