using System.Xml;
using System.Xml.Linq;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Documentation comments of partial methods: the SDK's generator makes <c>[Description]</c> of them where there is none.</summary>
internal static class DocumentationComment
{
    /// <summary>The summary, and the remarks after it; null where there are none.</summary>
    public static string? SummaryOrNull(FactNode function)
    {
        var root = RootOrNull(function);
        var parts = new[] { root?.Element("summary"), root?.Element("remarks") }.Select(static e => Text(e)).Where(static t => t.Length > 0).ToList();
        return parts.Count == 0 ? null : string.Join('\n', parts);
    }

    /// <summary>What is said of each parameter.</summary>
    public static Dictionary<string, string> Parameters(FactNode function)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in RootOrNull(function)?.Elements("param") ?? [])
        {
            if (element.Attribute("name")?.Value is { } name && Text(element) is { Length: > 0 } text)
            {
                texts[name] = text;
            }
        }

        return texts;
    }

    private static string Text(XElement? element) => element is null ? "" : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static XElement? RootOrNull(FactNode function)
    {
        var written = Array.Find(function[3].Children, static d => d is { Kind: FactKind.Label, Text: "documentation" })?[0].Text;
        if (written is null)
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader($"<doc>{written}</doc>"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 100_000 });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
