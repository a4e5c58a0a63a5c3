package main

var broken = "ÿþ Ã("
func }}} { ((( 
`