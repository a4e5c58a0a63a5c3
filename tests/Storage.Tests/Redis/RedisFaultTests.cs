using System.Net;
using System.Net.Sockets;
using System.Text;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Redis;

public sealed class RedisFaultTests
{
    private static readonly CounterDraw Draw = new()
    {
        Key = new CounterKey("s", CounterScope.Server, "", "c", CounterWindow.Month),
        Nanos = 1,
        Caps = [new CounterCap("/l", 1_000_000, false)],
    };

    [Fact]
    public async Task Reserve_ServerGoneAndBack_IsUnavailableAndThenWorksWithTheScriptSentAnew()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server.Address);
        var counters = services.GetRequiredService<ICounterStore>();
        var lease = (await counters.TryReserveAsync([Draw], default)).Lease!;
        await server.KillAsync();

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
        await counters.RefundAsync(lease, null, default);
        await server.RunAsync();

        Assert.Equal(ReservationStatus.Granted, await UntilAvailableAsync(counters));
    }

    [Theory]
    [InlineData("redis://127.0.0.1:{0}/0", false)]
    [InlineData("redis://:wrong@127.0.0.1:{0}/0", false)]
    [InlineData("redis://:s%40cret@127.0.0.1:{0}/0", true)]
    [InlineData("redis://default:s%40cret@127.0.0.1:{0}/0", true)]
    [InlineData("redis://default:s%40cret@127.0.0.1:{0}/99", false)]
    [InlineData("rediss://default:s%40cret@127.0.0.1:{0}/0", false)]
    public async Task Reserve_ServerThatAsksForAPassword_NeedsTheRightOne(string address, bool isLetIn)
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "s@cret");
        await using var services = Open(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Port));

        var status = (await services.GetRequiredService<ICounterStore>().TryReserveAsync([Draw], default)).Status;

        Assert.Equal(isLetIn ? ReservationStatus.Granted : ReservationStatus.Unavailable, status);
    }

    [Fact]
    public async Task Reserve_Replica_IsUnavailableUntilItIsTheMaster()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server.Address);
        var counters = services.GetRequiredService<ICounterStore>();
        Assert.Equal(ReservationStatus.Granted, (await counters.TryReserveAsync([Draw], default)).Status);
        await server.CommandAsync("REPLICAOF", "127.0.0.1", "1");

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
        await server.CommandAsync("REPLICAOF", "NO", "ONE");

        Assert.Equal(ReservationStatus.Granted, await UntilAvailableAsync(counters));
    }

    [Fact]
    public async Task Reserve_TotalThatIsNoNumber_IsUnavailableAndNotZero()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server.Address);
        var counters = services.GetRequiredService<ICounterStore>();
        await counters.TryReserveAsync([Draw], default);
        await server.CommandAsync("HSET", await server.CommandAsync("KEYS", "*"), "t", "-5");

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
    }

    [Fact]
    public async Task Reserve_ScriptsForgotten_AreSentAnew()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server.Address);
        var counters = services.GetRequiredService<ICounterStore>();
        await counters.TryReserveAsync([Draw], default);
        await server.CommandAsync("SCRIPT", "FLUSH");

        Assert.Equal(ReservationStatus.Granted, (await counters.TryReserveAsync([Draw], default)).Status);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("*99999999\r\n")]
    [InlineData("$-7\r\n")]
    [InlineData(":12x\r\n")]
    [InlineData("+OK\r\n+OK\r\n+OK\r\n+OK\r\n")]
    [InlineData("+OK\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public async Task Reserve_WhatIsNoRedisServer_IsUnavailable(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            await stream.ReadExactlyAsync(new byte[1]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null);
        });
        await using (var services = Open($"redis://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"))
        {
            Assert.Equal(ReservationStatus.Unavailable, (await services.GetRequiredService<ICounterStore>().TryReserveAsync([Draw], default)).Status);
        }

        await answering;
    }

    [Fact]
    public async Task Reserve_Closed_IsUnavailable()
    {
        await using var server = await RedisServer.StartAsync();
        var services = Open(server.Address);
        var counters = services.GetRequiredService<ICounterStore>();
        await counters.TryReserveAsync([Draw], default);
        await services.DisposeAsync();

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
    }

    [Theory]
    [InlineData("redis://localhost", "localhost", 6379, 0, null, null, false)]
    [InlineData("redis://h:7000/3", "h", 7000, 3, null, null, false)]
    [InlineData("rediss://u:p%3Aq@h/", "h", 6379, 0, "u", "p:q", true)]
    [InlineData("redis://:p@[::1]:1", "[::1]", 1, 0, null, "p", false)]
    public void Accepts_Addresses(string text, string host, int port, int database, string? user, string? password, bool isEncrypted)
    {
        var address = RedisAddress.Parse(text);

        Assert.Equal(new RedisAddress { Host = host.Trim('[', ']'), Port = port, Database = database, User = user, Password = password, IsEncrypted = isEncrypted }, address);
        Assert.True(password is null || !address.ToString().Contains(password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:6379")]
    [InlineData("http://h")]
    [InlineData("redis://h/x")]
    [InlineData("redis://h/-1")]
    [InlineData("redis://:secret@h/0?a=b")]
    public void Rejects_Addresses(string text)
    {
        var failure = Assert.Throws<StoreException>(() => RedisAddress.Parse(text));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Open(string address) => new ServiceCollection().AddRedisCounters(address).BuildServiceProvider();

    /// <summary>The first answer that is not "unavailable": after a failure the store waits a moment before it looks again.</summary>
    private static async Task<ReservationStatus> UntilAvailableAsync(ICounterStore counters)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var status = (await counters.TryReserveAsync([Draw], giveUp.Token)).Status;
            if (status != ReservationStatus.Unavailable)
            {
                return status;
            }

            await pace.WaitForNextTickAsync(giveUp.Token);
        }
    }
}
