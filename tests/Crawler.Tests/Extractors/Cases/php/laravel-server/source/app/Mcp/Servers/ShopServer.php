<?php

namespace App\Mcp\Servers;

use App\Mcp\Tools\FindOrder;
use App\Mcp\Tools\RefundTool;
use Laravel\Mcp\Server;

class ShopServer extends Server
{
    protected array $tools = [
        FindOrder::class,
        RefundTool::class,
        \App\Mcp\Tools\OldStyle::class,
    ];
}
