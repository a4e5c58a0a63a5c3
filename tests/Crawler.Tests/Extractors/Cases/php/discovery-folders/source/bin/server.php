<?php
use Mcp\Server;

$server = Server::builder()
    ->setServerInfo('bakery', '1.0')
    ->setDiscovery(__DIR__ . '/..', ['src/Tools'])
    ->addTool([\Bakery\Orders::class, 'takeOrder'], 'take_order')
    ->build();
$server->run();
