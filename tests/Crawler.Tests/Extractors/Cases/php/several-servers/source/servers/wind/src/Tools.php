<?php
namespace Wind;

use Mcp\Capability\Attribute\McpTool;

class Tools
{
    /** Tells it. */
    #[McpTool(name: 'tell_wind')]
    public function tell(string $harbour): string { return ''; }
}
