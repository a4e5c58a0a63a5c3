using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Caching;

namespace Catalog.Core.Tests.Caching;

public sealed class ContentKeyTests
{
    [Fact]
    public void ToBytes_OfBytes_IsTheirHash() => Assert.Equal(SHA256.HashData("fence"u8), ContentKey.Of("fence"u8).ToBytes());

    [Fact]
    public void Of_Texts_IsTheKeyOfTheirLines()
    {
        Assert.Equal(ContentKey.Of("a\nü\nb\nc"u8), ContentKey.Of("a", "ü", "b\nc"));
        Assert.NotEqual(ContentKey.Of("ab", "c"), ContentKey.Of("a", "bc"));
        Assert.Equal(ContentKey.Of(Encoding.UTF8.GetBytes(new string('雪', 5000))), ContentKey.Of(new string('雪', 5000)));
    }
}
