using Catalog.Core.Servers;

namespace Catalog.Core.Tests;

public sealed class SlugsTests
{
    [Theory]
    [InlineData("npm:@scope/name", "npm:@scope~name")]
    [InlineData("github:owner/repo#servers/time", "github:owner~repo%23servers~time")]
    [InlineData("a~b", "a~~b")]
    [InlineData("git:https://host/x", "git:https:%2F~host~x")]
    [InlineData("/~", "%2F~~")]
    [InlineData("~/", "~~~")]
    [InlineData("näme ü", "n%C3%A4me%20%C3%BC")]
    [InlineData("..", "%2E%2E")]
    public void Encode_KnownName_IsKnownSlug(string name, string slug)
    {
        Assert.Equal(slug, Slugs.Encode(name));
        Assert.Equal(name, Slugs.DecodeOrNull(slug));
    }

    [Theory]
    [InlineData("%2f")]
    [InlineData("%41")]
    [InlineData("%2Fa")]
    [InlineData("%")]
    [InlineData("%FF")]
    [InlineData("é")]
    [InlineData("a b")]
    public void DecodeOrNull_NotWrittenByEncode_IsNull(string slug) => Assert.Null(Slugs.DecodeOrNull(slug));

    [Fact]
    public void Encode_EveryShortName_IsReversibleAndUnique()
    {
        var alphabet = new[] { "/", "~", "a", "%", "#", "é", ".", "2F" };
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Words(alphabet, 5))
        {
            var slug = Slugs.Encode(name);
            Assert.Equal(name, Slugs.DecodeOrNull(slug));
            Assert.True(seen.TryAdd(slug, name) || seen[slug] == name, $"`{name}` and `{seen[slug]}` share `{slug}`");
            Assert.DoesNotContain('/', slug);
        }
    }

    private static IEnumerable<string> Words(string[] alphabet, int length) => length == 0
        ? [""]
        : Words(alphabet, length - 1).SelectMany(head => alphabet.Select(letter => head + letter)).Append("");
}
