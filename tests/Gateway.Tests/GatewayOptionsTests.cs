using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1/mcp");

    public static TheoryData<GatewayOptions> Wrong =>
    [
        new GatewayOptions { ServerId = "", PolicyFile = "p.json", Upstream = Address },
        new GatewayOptions { ServerId = new string('x', 201), PolicyFile = "p.json", Upstream = Address },
        new GatewayOptions { ServerId = "s", PolicyFile = "", Upstream = Address },
        new GatewayOptions { ServerId = "s", PolicyFile = "p.json" },
        new GatewayOptions { ServerId = "s", PolicyFile = "p.json", Upstream = Address, Command = ["node"] },
        new GatewayOptions { ServerId = "s", PolicyFile = "p.json", Upstream = Address, SessionsPerHour = 0 },
        new GatewayOptions { ServerId = "s", PolicyFile = "p.json", Upstream = Address, MaxMessageBytes = 1 },
        new GatewayOptions { ServerId = "s", PolicyFile = "p.json", Upstream = Address, MaxDepth = 1000 },
    ];

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void AddGateway_OptionOutOfRange_IsRefused(GatewayOptions options) =>
        Assert.Throws<ValidationException>(() => new ServiceCollection().AddGateway(options));

    [Fact]
    public void AddGateway_GoodOptions_AreTaken() =>
        Assert.NotEmpty(new ServiceCollection().AddGateway(new GatewayOptions { ServerId = "s", PolicyFile = "p.json", Command = ["node"] }));
}
