package org.example;

final class Words {
    static final String ON = "on" + '.';

    private Words() {
    }
}
