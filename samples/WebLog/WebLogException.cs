namespace WebLog;

/// <summary>Something that the user can mend. The message is all there is to say.</summary>
internal sealed class WebLogException(string message) : Exception(message);
