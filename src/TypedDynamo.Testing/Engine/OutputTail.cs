namespace TypedDynamo.Testing.Engine;

/// <summary>The last lines of a process's output, for the message of the exception that reports its end.</summary>
internal sealed class OutputTail
{
    private const int MaxLines = 30;
    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lines)
        {
            if (_lines.Count == MaxLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return _lines.Count == 0 ? "(it printed nothing)" : string.Join(Environment.NewLine, _lines);
        }
    }
}
