using System.Xml;
using System.Xml.Linq;

namespace Catalog.Crawler.Extractors;

/// <summary>XML as strangers write it: no entities, nothing fetched, and no deeper than manifests are, for the document's tree takes quadratic time on a deep one.</summary>
internal static class SourceXml
{
    private const int Deepest = 64;
    private const int Longest = 1_000_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest };

    /// <summary>The root of a document; null where the bytes are none that is read.</summary>
    public static XElement? ParseOrNull(byte[] content)
    {
        try
        {
            using (var walk = XmlReader.Create(new MemoryStream(content), Settings))
            {
                while (walk.Read())
                {
                    if (walk.Depth > Deepest)
                    {
                        return null;
                    }
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(content), Settings);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
