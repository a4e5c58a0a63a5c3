namespace Catalog.Crawler.Web;

/// <summary>
/// Cuts every answer off at the size and at the time that the rules allow, streams among them: the client's own limits hold only for what it buffers. No more answers are under way
/// at once than the rules have connections; waiting for a turn counts towards no answer's time.
/// </summary>
internal sealed class CapHandler(WebRules rules, WebTraffic traffic, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly SemaphoreSlim _turns = new(rules.Connections);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        var isHandedOn = false;
        try
        {
            var answer = await AnswerAsync(request, cancellationToken);
            isHandedOn = true;
            return answer;
        }
        finally
        {
            if (!isHandedOn)
            {
                _turns.Release();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _turns.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var ends = time.GetUtcNow() + rules.Timeout;
        traffic.Ask();
        var response = await BeginAsync(request, cancellationToken);
        if (response.Content.Headers.ContentLength > rules.Bytes)
        {
            response.Dispose();
            throw new WebRefusedException($"`{request.RequestUri!.Host}` sends more than {rules.Bytes >> 20} MiB");
        }

        CappedStream? read = null;
        read = new CappedStream(await response.Content.ReadAsStreamAsync(cancellationToken), rules.Bytes, new AnswerClock(ends, time), () =>
        {
            traffic.Read(read!.Position);
            _turns.Release();
        });
        var capped = new StreamContent(read);
        foreach (var header in response.Content.Headers)
        {
            capped.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = capped;
        return response;
    }

    private async Task<HttpResponseMessage> BeginAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var longest = rules.FirstByte < rules.Timeout ? rules.FirstByte : rules.Timeout;
        using var late = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException ended) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer began in {longest.TotalSeconds:0.#} seconds", ended);
        }
    }
}
