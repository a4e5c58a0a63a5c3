<?php

namespace App\Mcp\Tools;

use Laravel\Mcp\Server\Tool;
use Laravel\Mcp\Server\Tools\ToolInputSchema;

class OldStyle extends Tool
{
    public function description(): string
    {
        return 'Adds a note';
    }

    public function schema(ToolInputSchema $schema): ToolInputSchema
    {
        return $schema->string('text')
            ->description('The note')
            ->required()
            ->integer('stars')->description('How good');
    }
}
