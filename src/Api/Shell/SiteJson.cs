using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Classifications;

namespace Catalog.Api.Shell;

/// <summary>How the JSON twins are written: camel case, words for closed sets, null omitted, indented for people who open them in a browser.</summary>
internal static class SiteJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Escapes <, > and & too: a twin that somebody's page embeds stays data.
        Encoder = JavaScriptEncoder.Create(new TextEncoderSettings(System.Text.Unicode.UnicodeRanges.BasicLatin, System.Text.Unicode.UnicodeRanges.Latin1Supplement)),
        WriteIndented = true,
        MaxDepth = 128,
        Converters = { new FacetJsonConverter(), new JsonStringEnumConverter() },
    };
}
