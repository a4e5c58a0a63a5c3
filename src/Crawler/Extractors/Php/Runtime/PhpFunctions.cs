using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Php.Runtime;

/// <summary>Functions and operators of PHP, and a few of Laravel's, that lists of tools are made with.</summary>
internal static class PhpFunctions
{
    /// <summary>What a call of a function by name gives; null where it is not modelled.</summary>
    public static Value? OfOrNull(Machine machine, string name, CallSite call) =>
        name.ToLowerInvariant() switch
        {
            "trim" or "rtrim" or "ltrim" when Native.TextOrNull(call, 0) is { } text && call.Arguments.Count == 1 => Native.Text(name[0] switch { 'l' => text.TrimStart(), 'r' => text.TrimEnd(), _ => text.Trim() }, call[0]),
            "strtolower" when Native.TextOrNull(call, 0) is { } text => Native.Text(text.ToLowerInvariant(), call[0]),
            "ucfirst" when Native.TextOrNull(call, 0) is { Length: > 0 } text => Native.Text(char.ToUpperInvariant(text[0]) + text[1..], call[0]),
            "implode" or "join" when Native.TextOrNull(call, 0) is { } separator && machine.ItemsOrNull(call[1]) is { } items && items.All(static i => i.Value.Primary is ConstantValue) =>
                ConstantValue.Of(string.Join(separator, items.Select(static i => i.Value.Primary.ToString()))),
            "sprintf" when Native.TextOrNull(call, 0) is { } pattern => Format(machine, pattern, call),
            "array_merge" => Merged(machine, call),
            "array_values" or "array_filter" or "array_unique" or "collect" or "iterator_to_array" => call[0],
            "array_map" when call.Arguments.Count > 1 && machine.ItemsOrNull(call[1]) is { } items => ListValue.Of(items.Select(i => machine.Call(call.Arguments[0], i.Value)).ToList()),
            "array_keys" when call[0] is RecordValue record => ListValue.Of(record.Keys.Select(static k => (Value)ConstantValue.Of(k))),
            "__" or "t" or "trans" when call[0] is ConstantValue { Text: not null } => call[0],
            "config" when call.Arguments.Count > 1 => Machine.Taint(call.Arguments[1], $"configuration {Native.TextOrNull(call, 0)}"),
            "env" or "getenv" => Machine.Taint(call.Arguments.Count > 1 ? call.Arguments[1] : ConstantValue.False, Native.TextOrNull(call, 0) ?? "an environment variable"),
            "exit" or "die" => UnknownValue.Plain,
            _ => null,
        };

    public static Value Binary(string operation, Value left, Value right) =>
        left is ConstantValue a && right is ConstantValue b && !a.Partial && !b.Partial
            ? operation switch
            {
                "==" or "===" => ConstantValue.Of(Equals(a.Content, b.Content)).With(a.Taint ?? b.Taint, partial: false),
                "!=" or "!==" => ConstantValue.Of(!Equals(a.Content, b.Content)).With(a.Taint ?? b.Taint, partial: false),
                "*" when a.Content is double x && b.Content is double y => ConstantValue.Of(x * y),
                "-" when a.Content is double x && b.Content is double y => ConstantValue.Of(x - y),
                _ => UnknownValue.Plain,
            }
            : operation == "+" && left is RecordValue first && right is RecordValue second ? Union(first, second) : UnknownValue.Tainted(left.Taint ?? right.Taint);

    private static Value Merged(Machine machine, CallSite call)
    {
        if (call.Arguments.Any(static a => a.Primary is RecordValue))
        {
            return call.Arguments.Select(static a => a.Primary).OfType<RecordValue>().Aggregate(new RecordValue { Depth = machine.Depth }, static (all, next) => Union(next, all));
        }

        var list = new ListValue { Depth = machine.Depth };
        foreach (var argument in call.Arguments)
        {
            var items = machine.ItemsOrNull(argument);
            list.IsOpen |= items is null;
            foreach (var item in items ?? [])
            {
                machine.Add(list, item.Value, item.Condition);
            }
        }

        return list;
    }

    /// <summary>The members of both; where both have one, the first's.</summary>
    private static RecordValue Union(RecordValue first, RecordValue second)
    {
        var all = new RecordValue { IsOpen = first.IsOpen || second.IsOpen, Node = first.Node, File = first.File };
        foreach (var record in new[] { second, first })
        {
            foreach (var key in record.Keys)
            {
                record.TryGet(key, out var slot);
                all.Set(key, slot.Value, slot.Condition);
            }
        }

        return all;
    }

    private static Value Format(Machine machine, string pattern, CallSite call)
    {
        var parts = new List<Value>();
        var next = 1;
        var start = 0;
        for (var at = pattern.IndexOf('%', StringComparison.Ordinal); at >= 0 && at + 1 < pattern.Length; at = pattern.IndexOf('%', start))
        {
            parts.Add(ConstantValue.Of(pattern[start..at]));
            parts.Add(pattern[at + 1] == '%' ? ConstantValue.Of("%") : pattern[at + 1] is 's' or 'd' && next < call.Arguments.Count ? call.Arguments[next++] : UnknownValue.Plain);
            start = at + 2;
        }

        parts.Add(ConstantValue.Of(pattern[Math.Min(start, pattern.Length)..]));
        return machine.Join(parts);
    }
}
