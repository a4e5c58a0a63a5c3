using System.Runtime.CompilerServices;
using System.Text;

namespace Catalog.Api.Shell;

/// <summary>Follows the literal parts of a markup through tags and attributes, so that each hole is escaped for its place.</summary>
[InterpolatedStringHandler]
internal ref struct HtmlHandler
{
    private readonly StringBuilder _text;
    private Place _place;
    private int _nameStart;
    private string _attribute;

    public HtmlHandler(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 24));
        _attribute = "";
    }

    private enum Place
    {
        Text,
        Tag,
        Value,
    }

    public void AppendLiteral(string literal)
    {
        foreach (var c in literal)
        {
            (_place, _attribute) = (_place, c) switch
            {
                (Place.Text, '<') => (Place.Tag, ""),
                (Place.Tag, '>') => (Place.Text, ""),
                (Place.Tag, '"') => (Place.Value, AttributeName()),
                (Place.Value, '"') => (Place.Tag, ""),
                _ => (_place, _attribute),
            };
            _text.Append(c);
            if (_place == Place.Tag && c is ' ' or '\n' or '"')
            {
                _nameStart = _text.Length;
            }
        }
    }

    public void AppendFormatted(string? value)
    {
        switch (_place)
        {
            case Place.Text:
                _text.Append(Escaping.Text(value ?? ""));
                break;
            case Place.Value when !TakesUrl(_attribute) && !IsActive(_attribute):
                _text.Append(Escaping.Attribute(value ?? ""));
                break;
            default:
                throw Refused("text");
        }
    }

    public void AppendFormatted(int value) => AppendFormatted(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void AppendFormatted(Html? markup)
    {
        if (_place != Place.Text)
        {
            throw Refused("markup");
        }

        _text.Append(markup);
    }

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            AppendFormatted(part);
        }
    }

    public void AppendFormatted(SiteUrl url)
    {
        if (_place != Place.Value || !TakesUrl(_attribute))
        {
            throw Refused("an address");
        }

        _text.Append(Escaping.Attribute(url.Value));
    }

    public void AppendFormatted(HtmlAttribute attribute)
    {
        if (_place != Place.Tag || IsActive(attribute.Name) || TakesUrl(attribute.Name))
        {
            throw Refused("an attribute");
        }

        if (attribute.IsPresent)
        {
            _text.Append(' ').Append(attribute.Name);
            if (attribute.Value is { } value)
            {
                _text.Append("=\"").Append(Escaping.Attribute(value)).Append('"');
            }
        }
    }

    public string Take() => _place == Place.Text ? _text.ToString() : throw Refused("the end of the markup");

    private static bool TakesUrl(string attribute) => attribute is "href" or "src" or "action" or "formaction" or "data" or "cite" or "poster" or "srcset" or "ping";

    private static bool IsActive(string attribute) => attribute.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute is "style" or "srcdoc";

    private readonly string AttributeName() => _text.ToString(_nameStart, _text.Length - _nameStart).TrimEnd('=').Trim();

    private readonly InvalidOperationException Refused(string what) => new(
        $"{what} may not stand here in the markup: …{_text.ToString(Math.Max(0, _text.Length - 40), Math.Min(40, _text.Length))}");
}
