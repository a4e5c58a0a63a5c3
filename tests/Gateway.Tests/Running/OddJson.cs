using System.Globalization;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Strict JSON as nobody would write it again: spellings of numbers, escapes, spaces and orders that a reader and writer would change.</summary>
internal sealed class OddJson(int seed)
{
    private static readonly string[] Scalars =
    [
        "1.50", "-0", "-0.0", "1e3", "1E+02", "0.1000000000000000055511151231257827", "123456789012345678901234567890", "9007199254740993", "true", "null",
        "\"\\u00e9\"", "\"é\"", "\"\\/\"", "\"\\ud83d\\ude00\"", "\"😀\"", "\"<&>'+\"", "\"\\u007f\\b\\f\"", "\"\u2028\"", "\"\"", "\"\\u0000\"", "[]", "{ }",
    ];

    private static readonly string[] Spaces = ["", "", "", " ", "\t", "\r\n", "  \n "];
    private readonly Random _random = new(seed);

    /// <summary>White space, or none.</summary>
    public string Space() => Spaces[_random.Next(Spaces.Length)];

    /// <summary>An object of up to five members.</summary>
    public string Object(int depth = 0) => $"{{{Space()}{string.Join($"{Space()},{Space()}", Members(depth, _random.Next(6)))}{Space()}}}";

    /// <summary>Members in any order, those given among them.</summary>
    public string Mixed(params string[] given)
    {
        var all = given.Concat(Members(0, _random.Next(3))).ToArray();
        _random.Shuffle(all);
        return $"{{{Space()}{string.Join($"{Space()},{Space()}", all)}{Space()}}}";
    }

    private IEnumerable<string> Members(int depth, int count) =>
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"x-{i}{(_random.Next(3) == 0 ? "\\u00fc" : "")}\"{Space()}:{Space()}{Value(depth)}"));

    private string Value(int depth) => (depth < 4 ? _random.Next(6) : 0) switch
    {
        1 => Object(depth + 1),
        2 => $"[{Space()}{string.Join($"{Space()},", Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1)))}{Space()}]",
        _ => Scalars[_random.Next(Scalars.Length)],
    };
}
