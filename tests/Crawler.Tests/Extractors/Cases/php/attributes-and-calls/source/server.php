<?php

use Acme\Handlers;
use Mcp\Server;

$name = 'echo_text';
$server = Server::builder()
    ->setDiscovery(__DIR__, ['src'])
    ->addTool([Handlers::class, 'echoText'], $name)
    ->addTool([Handlers::class, 'shout'], description: 'Shouts')
    ->build();
$server->run();
