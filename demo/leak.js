// A process that leaks, for the tutorial: each job leaves a listener behind, and with it all that the listener knows.
'use strict';

class Job {
  constructor(id) {
    this.id = id;
    this.rows = Array.from({ length: 1000 }, (_, row) => `job ${id}, row ${row}`);
    this.state = 'running';
  }
}

function run(id) {
  const job = new Job(id);
  process.on('exit', function abandon() {
    job.state = 'abandoned';
  });
  return job.rows.length; // the job is done; nobody takes the listener away
}

process.setMaxListeners(0); // "the warning was annoying"
let rows = 0;
for (let id = 1; id <= 500; id++) rows += run(id);
setInterval(() => {}, 1000);
