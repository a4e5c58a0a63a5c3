namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>What a package is probably called whose source is not here.</summary>
internal static class ImportNames
{
    /// <summary>The usual name: the last part of the path that is no version.</summary>
    public static string Usual(string path)
    {
        var parts = path.Split('/');
        var last = parts[^1];
        if (parts.Length > 1 && last.Length > 1 && last[0] == 'v' && last.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            last = parts[^2];
        }

        return last.LastIndexOf(".v", StringComparison.Ordinal) is > 0 and var at ? last[..at] : last;
    }

    /// <summary>True where a package at this path may be called so: <c>go-isatty</c> is called <c>isatty</c>.</summary>
    public static bool May(string path, string name)
    {
        var usual = Usual(path).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return usual == name || usual == "go" + name || usual == name + "go" || (usual.Length > name.Length && name.Length > 2 && usual.EndsWith(name, StringComparison.Ordinal));
    }
}
