// Command generate writes gse's simplified dictionary, folded as all texts
// are folded, in the compact form that package segment embeds:
//
//	go generate ./segment
//
// It is to be run again after every update of gse or change of the folding; a
// test of package segment fails until then.
package main

import (
	"fmt"
	"os"

	"zonesearch/segment/internal/gsedict"
	"zonesearch/segment/internal/wordlist"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want one argument, the file to write; got %d", len(args))
	}
	list, err := gsedict.Load()
	if err != nil {
		return err
	}
	packed, err := wordlist.Pack(list)
	if err != nil {
		return err
	}
	return os.WriteFile(args[0], packed, 0o644)
}
