<?php

const UNIT = 'metres';

function handle(array $request): array
{
    switch ($request['method']) {
        case 'initialize':
            return ['serverInfo' => ['name' => 'raw', 'version' => '1']];
        case 'tools/list':
            $tools = [
                [
                    'name' => 'measure',
                    'description' => "Measures in " . UNIT . ".",
                    'inputSchema' => ['type' => 'object', 'properties' => ['what' => ['type' => 'string']], 'required' => ['what']],
                ],
            ];
            $tools[] = ['name' => $request['x'], 'description' => 'No constant name', 'inputSchema' => ['type' => 'object']];
            return ['tools' => $tools];
    }
    return [];
}
