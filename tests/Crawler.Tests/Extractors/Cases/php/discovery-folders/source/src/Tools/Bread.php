<?php
namespace Bakery\Tools;

use Mcp\Capability\Attribute\McpTool;

class Bread
{
    /** Bakes bread. */
    #[McpTool(name: 'bake_bread')]
    public function bake(int $loaves): string { return ''; }
}
