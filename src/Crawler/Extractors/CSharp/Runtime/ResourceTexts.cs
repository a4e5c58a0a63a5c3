using System.Xml;
using System.Xml.Linq;
using Catalog.Crawler.Extractors.CSharp.Symbols;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>Texts of <c>.resx</c> files, which code reads as static properties of a class of the file's name.</summary>
internal sealed class ResourceTexts(SnapshotFiles files)
{
    private const int Longest = 4 * 1024 * 1024;
    private readonly Dictionary<string, Dictionary<string, string>> _read = new(StringComparer.Ordinal);
    private ILookup<string, string>? _paths;

    /// <summary>True for a property that a tool has written for a text of such a file.</summary>
    public bool IsTexts(MemberSymbol field) => field.Type is not null && Paths().Contains(field.Type.Name);

    /// <summary>A text of the file beside a type; null where there is none.</summary>
    public string? TextOrNull(TypeSymbol type, string key) => TextOrNull(type.Name, type.File, key);

    /// <summary>A text by the name of its class, from the file nearest to where it is asked for.</summary>
    public string? TextOrNull(string name, FileScope from, string key)
    {
        foreach (var path in Paths()[name].Where(p => from.Project is null || p.StartsWith(from.Project.Folder, StringComparison.Ordinal)))
        {
            if (!_read.TryGetValue(path, out var texts))
            {
                _read[path] = texts = Read(path);
            }

            if (texts.TryGetValue(key, out var text))
            {
                return text;
            }
        }

        return null;
    }

    private ILookup<string, string> Paths() => _paths ??= files.Paths.Where(static p => p.EndsWith(".resx", StringComparison.OrdinalIgnoreCase)).ToLookup(static p => Path.GetFileNameWithoutExtension(p), StringComparer.Ordinal);

    private Dictionary<string, string> Read(string path)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (files.ReadOrNull(path, Longest) is not { } bytes)
        {
            return texts;
        }

        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest });
            foreach (var data in XDocument.Load(reader).Root?.Elements("data") ?? [])
            {
                if (data.Attribute("name")?.Value is { } name && data.Attribute("type") is null && data.Element("value")?.Value is { } value)
                {
                    texts.TryAdd(name, value);
                }
            }
        }
        catch (XmlException)
        {
            // A file that is no XML has no texts; the description that asks for one is partial.
        }

        return texts;
    }
}
