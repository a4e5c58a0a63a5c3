<?php

namespace App\Mcp\Tools;

use Laravel\Mcp\Server\Tool;

class Unlisted extends Tool
{
    protected string $description = 'No server lists it';
}
