<?php
use Mcp\Capability\Attribute\McpTool;
class A extends B { const X = self::X . self::X; #[McpTool(description: self::X)] public function here(A $a = new A()) {} }
class B extends A { public function __construct() { new A(); parent::__construct(); } }
class C { #[McpTool(name: self::Y . 'x')] public function noName() {} }
function loop() { while (true) { loop(); } }
loop();
/** unclosed @param
#[McpTool
