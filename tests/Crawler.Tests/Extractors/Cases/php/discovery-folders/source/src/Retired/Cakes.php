<?php
namespace Bakery\Retired;

use Mcp\Capability\Attribute\McpTool;

class Cakes
{
    /** Bakes a cake. */
    #[McpTool(name: 'bake_cake')]
    public function bake(): string { return ''; }
}
