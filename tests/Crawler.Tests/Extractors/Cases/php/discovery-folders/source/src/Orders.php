<?php
namespace Bakery;

class Orders
{
    /** Takes an order. */
    public function takeOrder(string $what): string { return ''; }
}
