using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Tests.Sources;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("git+https://github.com/O/r.git", "https://github.com/O/r")]
    [InlineData("git@github.com:o/r.git", "https://github.com/o/r")]
    [InlineData("git://github.com/o/r", "https://github.com/o/r")]
    [InlineData("o/r", "https://github.com/o/r")]
    [InlineData("github:o/r", "https://github.com/o/r")]
    [InlineData("https://user:secret@host.example/o/r?key=secret", null)]
    [InlineData("https://host.example/o/r?key=secret", "https://host.example/o/r")]
    [InlineData("http://host.example/o/r", null)]
    [InlineData("javascript:alert(1)//x", null)]
    [InlineData("", null)]
    public void RepositoryOrNull_FormsOfManifests_AreHttpsOrNothing(string text, string? expected) => Assert.Equal(expected, WebAddress.RepositoryOrNull(text));

    [Theory]
    [InlineData("https://user:secret@host.example:8443/mcp?key=secret#x", "https://host.example:8443/mcp")]
    [InlineData("https://host.example/mcp/", "https://host.example/mcp")]
    [InlineData("/a/path", "/a/path")]
    public void WithoutSecrets_Address_LosesWhatMayBeOne(string text, string expected) => Assert.Equal(expected, WebAddress.WithoutSecrets(text));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://a@b/")]
    [InlineData(null)]
    public void PageOrNull_WhatNoPageMayLinkTo_IsNull(string? text) => Assert.Null(WebAddress.PageOrNull(text));
}
