using Catalog.Gateway.Listening;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>Which pages may speak to a listener that is asked from beyond loopback.</summary>
public sealed class DoorwayTests
{
    [Theory]
    [InlineData("http://10.1.2.3:81", null)]
    [InlineData("https://10.1.2.3:81", 403)]
    [InlineData("http://10.1.2.3", 403)]
    [InlineData("http://10.1.2.3:82", 403)]
    [InlineData("http://10.1.2.3:81.evil.example", 403)]
    [InlineData("http://10.1.2.3:81,http://evil.example", 403)]
    [InlineData("http://10.1.2.4:81", 403)]
    [InlineData("null", 403)]
    public void Origin_OfTheAddressThatIsAsked_IsTheGatewaysOwn(string origin, int? status) =>
        Assert.Equal(status, StatusOf("10.1.2.3:81", origin));

    [Fact]
    public void Origin_OfANameThatIsNotAllowed_IsRefused_AlsoUnderThatName() =>
        Assert.Equal(403, StatusOf("rebound.example:81", "http://rebound.example:81"));

    private static int? StatusOf(string host, string origin)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.Headers.Origin) = ("http", new HostString(host), origin);
        return new Doorway([new Listener { Url = new Uri("http://0.0.0.0:81") }]).OriginOrNull(request)?.Status;
    }
}
