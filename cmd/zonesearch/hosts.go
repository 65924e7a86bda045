package main

import "strings"

// hostNames are the names under which writes may come in by way of a proxy on
// this machine, as the server compares them: in lower case.
func hostNames(given []string) ([]string, error) {
	var names []string
	for _, name := range given {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" || strings.ContainsAny(name, ":/ ") {
			return nil, usagef("--host 应是一个主机名，如 news.example.com，不带协议、端口和路径，而不是 %q", name)
		}
		names = append(names, name)
	}
	return names, nil
}
