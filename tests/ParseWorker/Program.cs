using System.Buffers.Binary;
using Catalog.Crawler.Parsing.Workers;

// Serves as a parse worker. With an argument it turns bad on files whose bytes contain that word, as a parser taken over by its input would.
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
if (args is not [var mode])
{
    return await ParseWorkerHost.RunAsync(input, output, CancellationToken.None);
}

while (true)
{
    var head = new byte[4];
    if (await input.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false) < 4)
    {
        return 0;
    }

    var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
    await input.ReadExactlyAsync(body);
    if (!body.AsSpan().EndsWith("!"u8))
    {
        using var one = new MemoryStream([.. head, .. body]);
        await ParseWorkerHost.RunAsync(one, output, CancellationToken.None);
        continue;
    }

    switch (mode)
    {
        case "crash":
            Console.Error.WriteLine("falling over");
            return 3;
        case "hang":
            await Task.Delay(Timeout.Infinite);
            break;
        case "memory":
            var held = new List<byte[]>();
            while (true)
            {
                var block = GC.AllocateUninitializedArray<byte>(16 * 1024 * 1024);
                Array.Fill(block, (byte)1);
                held.Add(block);
            }

        case "nonsense":
            await output.WriteAsync(new byte[] { 9, 0, 0, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255 });
            break;
        case "flood":
            await output.WriteAsync(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F, 1 });
            break;
        default:
            return 2;
    }

    await output.FlushAsync();
}
