<?php

use Laravel\Mcp\Server\Tool;

class TestTool extends Tool
{
    protected string $description = 'Of a test';
}
