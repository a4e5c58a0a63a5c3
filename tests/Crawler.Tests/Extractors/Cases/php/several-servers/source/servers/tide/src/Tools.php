<?php
namespace Tide;

use Mcp\Capability\Attribute\McpTool;

class Tools
{
    /** Tells it. */
    #[McpTool(name: 'tell_tide')]
    public function tell(string $harbour): string { return ''; }
}
