using System.Xml;
using System.Xml.Linq;

namespace Catalog.Crawler.Fetching.Nuget;

/// <summary>
/// The sources of packages that this user has configured for NuGet: the user's own file and those of the machine beside it. Passwords that are encrypted can be read by NuGet itself
/// only; such a source is asked without a log-in.
/// </summary>
internal sealed class NugetConfiguration(CrawlerOptions options)
{
    /// <summary>The sources that are switched on, in the order of the files; empty where there are none.</summary>
    public IReadOnlyList<NugetFeed> Read()
    {
        var feeds = new List<NugetFeed>();
        var off = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var root in Files().Select(ReadOrNull).OfType<XElement>())
        {
            foreach (var disabled in root.Elements("disabledPackageSources").Elements("add").Where(static e => e.Attribute("value")?.Value == "true"))
            {
                off.Add(disabled.Attribute("key")?.Value ?? "");
            }

            foreach (var source in root.Elements("packageSources").Elements())
            {
                if (source.Name == "clear")
                {
                    feeds.Clear();
                }
                else if (source.Attribute("key")?.Value is { } key && source.Attribute("value")?.Value is { } place && !feeds.Exists(f => f.Name == key))
                {
                    // A name that is no XML name is written with escapes.
                    var secrets = root.Elements("packageSourceCredentials").Elements().FirstOrDefault(e => XmlConvert.DecodeName(e.Name.LocalName) == key)?.Elements("add")
                        .ToDictionary(static e => e.Attribute("key")?.Value ?? "", static e => Environment.ExpandEnvironmentVariables(e.Attribute("value")?.Value ?? ""), StringComparer.OrdinalIgnoreCase);
                    var password = secrets?.GetValueOrDefault("ClearTextPassword");
                    feeds.Add(new NugetFeed(key, place, password is null ? null : secrets?.GetValueOrDefault("Username"), password));
                }
            }
        }

        return [.. feeds.Where(feed => !off.Contains(feed.Name))];
    }

    private IEnumerable<string> Files()
    {
        if (options.NugetConfiguration is { } named)
        {
            return [named];
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var user = OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "NuGet") : Path.Combine(home, ".nuget", "NuGet");
        var more = Path.Combine(user, "config");
        string[] own = [Path.Combine(user, "NuGet.Config"), Path.Combine(home, ".config", "NuGet", "NuGet.Config")];
        return [.. own.Where(File.Exists), .. Directory.Exists(more) ? Directory.GetFiles(more, "*.config").Concat(Directory.GetFiles(more, "*.Config")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() : []];
    }

    private static XElement? ReadOrNull(string file)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (Exception broken) when (broken is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
