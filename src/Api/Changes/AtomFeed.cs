using System.Globalization;
using System.Text;
using System.Xml;
using Catalog.Api.Shell;
using Microsoft.AspNetCore.Http;

namespace Catalog.Api.Changes;

/// <summary>The changes as an Atom feed (RFC 4287), in pages (RFC 5005).</summary>
internal static class AtomFeed
{
    public const string Path = "/changes.atom";

    public const string MediaType = "application/atom+xml";

    private const string Space = "http://www.w3.org/2005/Atom";

    public static SiteResult Answer(HttpRequest request, ChangeListView view)
    {
        var site = $"{request.Scheme}://{request.Host}";
        using var content = new MemoryStream();
        using (var xml = XmlWriter.Create(content, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Space);
            Text(xml, "id", site + view.Filter.ToUrl(path: Path).Value);
            Text(xml, "title", "Tool Risk Catalog: changes");
            Text(xml, "subtitle", view.Sentence);
            Text(xml, "updated", Moment(view.Changes.Count > 0 ? view.Changes.Max(static change => change.At) : DateTimeOffset.UnixEpoch));
            xml.WriteStartElement("author", Space);
            Text(xml, "name", "Tool Risk Catalog");
            xml.WriteEndElement();
            Link(xml, "self", site + view.Filter.ToUrl(view.Paging.Page, Path).Value, MediaType);
            Link(xml, "alternate", site + view.Filter.ToUrl(view.Paging.Page).Value, "text/html");
            Link(xml, "first", site + view.Filter.ToUrl(path: Path).Value, MediaType);
            if (view.Paging.Page > 1)
            {
                Link(xml, "previous", site + view.Filter.ToUrl(view.Paging.Page - 1, Path).Value, MediaType);
            }

            if (view.Paging.Page < view.Paging.Pages)
            {
                Link(xml, "next", site + view.Filter.ToUrl(view.Paging.Page + 1, Path).Value, MediaType);
            }

            foreach (var change in view.Changes)
            {
                Entry(xml, site, change);
            }

            xml.WriteEndElement();
        }

        return new SiteResult(content.ToArray(), $"{MediaType}; charset=utf-8");
    }

    private static void Entry(XmlWriter xml, string site, ChangeEntry change)
    {
        xml.WriteStartElement("entry", Space);
        Text(xml, "id", change.Id);
        Text(xml, "title", ChangeText.Title(change));
        Text(xml, "updated", Moment(change.At));
        Text(xml, "published", Moment(change.At));
        Link(xml, "alternate", site + change.Page, "text/html");
        foreach (var mark in change.Details.Marks.Select(static mark => mark.Kind.ToString()).Prepend(change.Kind.ToString()).Distinct(StringComparer.Ordinal))
        {
            xml.WriteStartElement("category", Space);
            xml.WriteAttributeString("term", mark);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("content", Space);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(ChangeText.Body(change));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Space);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name, Space);
        xml.WriteString(Core.Texts.HiddenCharacters.Spell(text));
        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
