// Package model holds what the tools are given.
package model

import "time"

type Colour string

type Paging struct {
	Page int `json:"page,omitempty" jsonschema:"Page to show, from 1"`
}

type Box struct {
	Paging
	Name     string            `json:"name" jsonschema:"Name of the box"`
	Colour   Colour            `json:"colour,omitempty"`
	Sizes    []float64         `json:"sizes"`
	Labels   map[string]string `json:"labels,omitzero"`
	Parent   *int              `json:"parent,omitempty"`
	Since    time.Time         `json:"since"`
	Inner    struct {
		Depth uint8 `json:"depth"`
	} `json:"inner,omitempty"`
	Anything any    `json:"anything,omitempty"`
	Hidden   string `json:"-"`
	private  string
}
