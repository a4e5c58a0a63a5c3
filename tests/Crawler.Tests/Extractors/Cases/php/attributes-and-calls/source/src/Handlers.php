<?php

namespace Acme;

use Mcp\Capability\Attribute\McpTool;
use Mcp\Capability\Attribute\Schema;
use Mcp\Schema\ToolAnnotations;

class Handlers
{
    /**
     * Repeats a text.
     */
    public function echoText(string $text): string { return $text; }

    public function shout(string ...$words): string { return ''; }

    /**
     * Plans a visit.
     * Needs a day.
     *
     * @param string   $day    the day,
     *                         as a date
     * @param string[] $guests who comes
     * @return array what was planned
     */
    #[McpTool(name: 'plan_visit', annotations: new ToolAnnotations(readOnlyHint: false, destructiveHint: true))]
    public function plan(
        string $day,
        ?int $hours,
        array $guests = [],
        Level $level = Level::Low,
        #[Schema(minimum: 0, description: 'From the schema')] float|int $price = 1.5,
        ?\Mcp\Server\RequestContext $context = null,
    ): array {
        return [];
    }
}

enum Level: string
{
    case Low = 'low';
    case High = 'high';
}
