package org.example;

interface Names {
    String PUMP = "a pump";
}
