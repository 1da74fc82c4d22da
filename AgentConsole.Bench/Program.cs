Console.WriteLine("usage: push|ingest|inbox|memory [--quick] [--json FILE]");
return 0;
