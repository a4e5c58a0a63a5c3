<?php

namespace App\Mcp\Tools;

use Laravel\Mcp\Server\Attributes\Description;
use Laravel\Mcp\Server\Attributes\Name;
use Laravel\Mcp\Server\Tool;

#[Name('refund')]
#[Description(<<<'TEXT'
    Pays money back.

      Cannot be undone.
    TEXT)]
class RefundTool extends Tool
{
    public function shouldRegister(): bool
    {
        return config('shop.refunds');
    }
}
