using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads one map of the file by its known keys; every key beside them is an error that names the nearest known one.</summary>
internal sealed class MapReader
{
    private readonly ConfigurationReading _reading;
    private readonly string _what;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);

    private MapReader(YamlNode node, ConfigurationReading reading, string what)
    {
        (Node, _reading, _what) = (node, reading, what);
    }

    /// <summary>The map itself, for errors about the whole of it.</summary>
    public YamlNode Node { get; }

    /// <summary>A reader of a map; null, and an error, where the node is none.</summary>
    public static MapReader? OfOrNull(YamlNode node, ConfigurationReading reading, string what, IReadOnlyList<string> known)
    {
        if (node is not YamlMappingNode map)
        {
            reading.Add(node, $"`{what}` must be a map of {string.Join(", ", known.Select(static k => $"`{k}`"))}");
            return null;
        }

        var reader = new MapReader(node, reading, what);
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                reading.Add(key, $"`{name}` is not known in `{what}`: {NearestName.Advice(name, known)}");
                continue;
            }

            reader._values[name] = value;
        }

        return reader;
    }

    public YamlNode? FindOrNull(string key) => _values.GetValueOrDefault(key);

    public bool Has(string key) => _values.ContainsKey(key);

    public void Add(string key, string message) => _reading.Add(_values.GetValueOrDefault(key) ?? Node, message);

    public string? TextOrNull(string key) => _values.TryGetValue(key, out var node) ? _reading.TextOrNull(node, key) : null;

    /// <summary>As <see cref="TextOrNull"/>, where stored secrets may be part of the text.</summary>
    public string? SecretTextOrNull(string key) => _values.TryGetValue(key, out var node) ? _reading.TextOrNull(node, key, mayBeSecret: true) : null;

    public string? RequiredOrNull(string key)
    {
        if (_values.ContainsKey(key))
        {
            return TextOrNull(key);
        }

        _reading.Add(Node, $"`{key}` is missing in `{_what}`");
        return null;
    }

    public bool Flag(string key, bool otherwise) => TextOrNull(key) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        _ => Wrong(key, "`true` or `false`", otherwise),
    };

    public int Number(string key, int otherwise, int min, int max) =>
        TextOrNull(key) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : Wrong(key, $"a whole number from {min} to {max}", otherwise);

    public TimeSpan Time(string key, TimeSpan otherwise, TimeSpan max) =>
        TextOrNull(key) is not { } text ? otherwise
        : Units.TimeOrNull(text) is { } time && time <= max ? time
        : Wrong(key, $"a length of time up to {max.TotalHours:0.##} hours: digits and one of s, m, h, d, as in `45s`", otherwise);

    public long Bytes(string key, long otherwise, long min, long max) =>
        TextOrNull(key) is not { } text ? otherwise
        : Units.BytesOrNull(text) is { } bytes && bytes >= min && bytes <= max ? bytes
        : Wrong(key, $"a size from {min} to {max} bytes: digits and one of KB, MB, GB, as in `8MB`", otherwise);

    public string Choice(string key, string otherwise, params string[] choices) =>
        TextOrNull(key) is not { } text ? otherwise
        : choices.Contains(text, StringComparer.Ordinal) ? text
        : Wrong(key, string.Join(" or ", choices.Select(static c => $"`{c}`")), otherwise);

    public Uri? AddressOrNull(string key, params string[] schemes)
    {
        if (TextOrNull(key) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme, StringComparer.Ordinal) && address.UserInfo.Length == 0
            ? address
            : Wrong<Uri?>(key, $"an address of {string.Join(" or ", schemes)} without user and password", null);
    }

    public IReadOnlyList<string> Texts(string key)
    {
        switch (_values.GetValueOrDefault(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children.Select(item => _reading.TextOrNull(item, key)).OfType<string>()];
            default:
                return Wrong<IReadOnlyList<string>>(key, "a list of texts, as in `[a, b]`", []);
        }
    }

    public IReadOnlyDictionary<string, string> TextMap(string key, bool mayBeSecret = false)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, node) in Entries(key, "a map of texts"))
        {
            if (_reading.TextOrNull(node, name, mayBeSecret) is { } text)
            {
                texts[name] = text;
            }
        }

        return texts;
    }

    /// <summary>The entries of a map whose names the user chooses.</summary>
    public IEnumerable<(string Name, YamlNode Node)> Entries(string key, string expected)
    {
        switch (_values.GetValueOrDefault(key))
        {
            case null:
                return [];
            case YamlMappingNode map:
                return map.Children.Select(static pair => ((pair.Key as YamlScalarNode)?.Value ?? "", pair.Value));
            default:
                return Wrong<IEnumerable<(string, YamlNode)>>(key, expected, []);
        }
    }

    private T Wrong<T>(string key, string expected, T otherwise)
    {
        var written = (_values[key] as YamlScalarNode)?.Value;
        Add(key, written is null ? $"`{key}` must be {expected}" : $"`{key}` must be {expected}, not `{written}`");
        return otherwise;
    }
}
