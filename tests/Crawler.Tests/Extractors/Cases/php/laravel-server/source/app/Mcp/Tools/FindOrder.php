<?php

namespace App\Mcp\Tools;

use Illuminate\Contracts\JsonSchema\JsonSchema;
use Laravel\Mcp\Server\Tool;
use Laravel\Mcp\Server\Tools\Annotations\IsReadOnly;

#[IsReadOnly]
class FindOrder extends Tool
{
    private const MOST = 50;

    protected string $description = 'Finds an order'
        .' by its number.';

    public function __construct(private Orders $orders)
    {
    }

    public function schema(JsonSchema $schema): array
    {
        return [
            'number' => $schema->string()->description("The order's number")->min(3)->required(),
            'state' => $schema->string()->enum(['open', 'paid'])->default('open'),
            'lines' => $schema->array()->items($schema->object(['sku' => $schema->string()->required()]))->max(self::MOST),
        ];
    }
}
