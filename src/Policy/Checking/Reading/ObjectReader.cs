using System.Text.Json;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads the members of one object by name; unknown keys and wrong types become problems at once.</summary>
internal sealed class ObjectReader
{
    private readonly DocumentNode _node;
    private readonly Problems _problems;

    private ObjectReader(DocumentNode node, Problems problems)
    {
        _node = node;
        _problems = problems;
    }

    /// <summary>A reader of an object with these keys and no other; null, and a problem, where the value is no object.</summary>
    internal static ObjectReader? OpenOrNull(DocumentNode node, Problems problems, params ReadOnlySpan<string> keys)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node, $"this must be an object, not {node.KindInWords}");
            return null;
        }

        foreach (var member in node.Members)
        {
            if (!keys.Contains(member.Name))
            {
                problems.Add(member.Value.Pointer, member.NameStart, $"the key `{member.Name}` is unknown here: write one of {string.Join(", ", keys.ToArray())}");
            }
        }

        return new ObjectReader(node, problems);
    }

    /// <summary>The value of a member, or null where it is not written.</summary>
    internal DocumentNode? FindOrNull(string key) => _node.Members.Find(m => m.Name == key)?.Value;

    /// <summary>The value of a member that must be written; null, and a problem, where it is not.</summary>
    internal DocumentNode? Require(string key)
    {
        var value = FindOrNull(key);
        if (value is null)
        {
            _problems.Add(_node, $"the key `{key}` is missing here");
        }

        return value;
    }

    internal string? StringOrNull(string key) => AsString(FindOrNull(key));

    internal string? RequireString(string key) => AsString(Require(key));

    internal bool? BooleanOrNull(string key)
    {
        if (FindOrNull(key) is not { } value)
        {
            return null;
        }

        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            _problems.Add(value, $"`{key}` must be true or false, not {value.KindInWords}");
            return null;
        }

        return value.Kind == JsonValueKind.True;
    }

    /// <summary>A word of a closed set; null where it is not written, or is a problem.</summary>
    internal T? WordOrNull<T>(DocumentNode? value, string key, params ReadOnlySpan<(string Word, T Meaning)> words)
        where T : struct
    {
        if (value is null || AsString(value, key) is not { } text)
        {
            return null;
        }

        foreach (var (word, meaning) in words)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        var known = new List<string>();
        foreach (var (word, _) in words)
        {
            known.Add($"`{word}`");
        }

        _problems.Add(value, $"`{key}` must be {string.Join(" or ", known)}, not `{text}`");
        return null;
    }

    /// <summary>The elements of a list; empty where the member is not written, or is a problem.</summary>
    internal IReadOnlyList<DocumentNode> List(string key)
    {
        if (FindOrNull(key) is not { } value)
        {
            return [];
        }

        if (value.Kind != JsonValueKind.Array)
        {
            _problems.Add(value, $"`{key}` must be a list, not {value.KindInWords}");
            return [];
        }

        return value.Items;
    }

    private string? AsString(DocumentNode? value, string? key = null)
    {
        if (value is null || value.Kind == JsonValueKind.String)
        {
            return value?.Text;
        }

        _problems.Add(value, $"`{key ?? value.Pointer[(value.Pointer.LastIndexOf('/') + 1)..]}` must be a string, not {value.KindInWords}");
        return null;
    }
}
