using Catalog.Crawler.Extractors.Go.Lowering;

namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>Reads <c>key:"value"</c> pairs of a field's tag, as <c>reflect.StructTag</c> does.</summary>
internal static class StructTag
{
    /// <summary>The value of a key; null where the tag does not have it.</summary>
    public static string? FindOrNull(string tag, string key)
    {
        var at = 0;
        while (at < tag.Length)
        {
            while (at < tag.Length && tag[at] == ' ')
            {
                at++;
            }

            var colon = tag.IndexOf(':', at);
            if (colon < 0 || colon + 1 >= tag.Length || tag[colon + 1] != '"')
            {
                return null;
            }

            var end = colon + 2;
            while (end < tag.Length && tag[end] != '"')
            {
                end += tag[end] == '\\' ? 2 : 1;
            }

            if (end >= tag.Length)
            {
                return null;
            }

            if (tag.AsSpan(at, colon - at).SequenceEqual(key))
            {
                return GoText.Unquote(tag[(colon + 1)..(end + 1)]);
            }

            at = end + 1;
        }

        return null;
    }

    /// <summary>The name that JSON has for a field, and the options after it; null where the field is left out.</summary>
    public static (string Name, bool HasName, string[] Options)? Json(GoField field)
    {
        var tag = FindOrNull(field.Tag, "json");
        if (tag == "-" || !field.IsExported)
        {
            return null;
        }

        var parts = (tag ?? "").Split(',');
        return (parts[0].Length > 0 ? parts[0] : field.Name, parts[0].Length > 0, parts[1..]);
    }
}
