package org.example;

class Other extends Other2 {
  static final String KEPT = "kept";
  static { while (true) { loop(); } }
  static void loop() { loop(); }
}

class Other2 extends Other {
}
